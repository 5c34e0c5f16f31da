// Keeps what is being filled in on this device, and hides what does not concern the kind of applicant chosen.
// Without this script the form works the same; the server keeps everything when it asks again.
(() => {
  "use strict";

  const PREFIX = "gongkai-draft:";
  const store = (() => {
    try {
      const probe = `${PREFIX}probe`;
      window.localStorage.setItem(probe, "1");
      window.localStorage.removeItem(probe);
      return window.localStorage;
    } catch {
      return null;
    }
  })();

  const sent = document.querySelector("[data-draft-sent]");
  if (sent && store) store.removeItem(PREFIX + sent.dataset.draftSent);

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = PREFIX + form.dataset.draft;
  const line = form.querySelector("[data-draft-line]");
  const told = form.querySelector("[data-draft-told]");
  const forget = form.querySelector("[data-draft-forget]");

  // The number of an identity document never stays on a device that others may use.
  const LEFT_OUT = new Set(["csrfmiddlewaretoken", "key", "offered", "identity_number", "act"]);
  const fields = () => Array.from(form.elements).filter((field) => field.name && field.type !== "file" && !LEFT_OUT.has(field.name));

  const save = () => {
    const kept = {};
    for (const field of fields()) {
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.checked) kept[field.name] = field.value;
      } else if (field.value) kept[field.name] = field.value;
    }
    try {
      store.setItem(key, JSON.stringify(kept));
      line.hidden = false;
      told.textContent = "已保存在这台设备上（不含证件号码和附件）。";
    } catch {
      line.hidden = true;
    }
  };

  const restore = () => {
    let kept = null;
    try {
      kept = JSON.parse(store.getItem(key));
    } catch {
      store.removeItem(key);
    }
    if (!kept || typeof kept !== "object") return;
    for (const field of fields()) {
      if (!Object.hasOwn(kept, field.name)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = kept[field.name] === field.value;
      else field.value = kept[field.name];
    }
    line.hidden = false;
    told.textContent = "已恢复这台设备上保存的内容。";
  };

  const suit = () => {
    const chosen = form.querySelector("input[name=kind]:checked");
    const isPerson = !chosen || chosen.value === "natural_person";
    const contact = form.querySelector("[data-field=contact_person]");
    if (contact) contact.hidden = isPerson && !contact.querySelector("[aria-invalid=true]");
    for (const option of form.querySelectorAll("input[name=identity_kind]")) {
      const ofPerson = !["uscc", "other_organisation"].includes(option.value);
      option.closest("label").hidden = ofPerson !== isPerson;
      if (option.checked && ofPerson !== isPerson) {
        option.checked = false;
        const first = isPerson ? "id_card" : "uscc";
        form.querySelector(`input[name=identity_kind][value=${first}]`).checked = true;
      }
    }
  };

  if (store) {
    if (form.dataset.fresh === "true") restore();
    let waiting = 0;
    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(save, 400);
    });
    window.addEventListener("pagehide", () => {
      if (!line.hidden && store.getItem(key)) save();
    });
    forget.addEventListener("click", () => {
      window.clearTimeout(waiting);
      store.removeItem(key);
      line.hidden = true;
      form.reset();
      suit();
    });
  }
  form.addEventListener("change", suit);
  suit();

  // A second click while the first is under way sends nothing more; the server would make one application of both anyway.
  let isSending = false;
  form.addEventListener("submit", (event) => {
    if (isSending) event.preventDefault();
    isSending = true;
    window.setTimeout(() => { isSending = false; }, 4000);
  });
})();
