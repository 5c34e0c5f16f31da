// Sends each chosen file by itself and tells the outcome as it comes. Without this script the form sends them all.
(() => {
  "use strict";

  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const area = form.querySelector("[data-drop]");
  const hint = form.querySelector("[data-drop-hint]");
  const chosenLine = form.querySelector("[data-drop-chosen]");
  const status = form.querySelector("[data-upload-status]");
  const outcomes = form.querySelector("[data-upload-outcomes]");
  const button = form.querySelector("button");
  const mostFiles = Number(form.dataset.mostFiles);
  const mostBytes = Number(form.dataset.mostBytes);
  const queue = [];
  let busy = false;
  let done = 0;
  let total = 0;

  hint.hidden = false;
  // The browser's own control speaks the browser's language; with script the label does its work.
  area.classList.add("drop-scripted");
  input.classList.add("visually-hidden");
  // An empty choice is told in the status line, not by the browser's own bubble.
  input.required = false;

  const line = (name) => {
    const item = document.createElement("li");
    item.className = "outcome";
    const title = document.createElement("p");
    title.className = "outcome-name";
    title.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", `上传 ${name}`);
    bar.value = 0;
    item.append(title, bar);
    outcomes.append(item);
    return item;
  };

  const refuse = (item, message) => {
    item.classList.add("outcome-refused");
    item.querySelector("progress")?.remove();
    const told = document.createElement("p");
    told.textContent = message;
    item.append(told);
  };

  const tell = () => {
    status.textContent = done < total ? `正在核查，已完成 ${done} / ${total} 个文件` : `${total} 个文件已全部处理完毕`;
  };

  const next = () => {
    const waiting = queue.shift();
    if (!waiting) {
      busy = false;
      button.disabled = false;
      return;
    }
    busy = true;
    send(waiting);
  };

  const finish = () => {
    done += 1;
    tell();
    next();
  };

  const send = ({ file, item }) => {
    const bar = item.querySelector("progress");
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Gongkai-Part", "outcome");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      if (event.loaded < event.total) bar.value = event.loaded / event.total;
      else bar.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      if (request.status === 200) item.outerHTML = request.responseText;
      else refuse(item, request.getResponseHeader("X-Gongkai-Refusal") ? decodeURIComponent(request.getResponseHeader("X-Gongkai-Refusal")) : "没有送达，请刷新页面后重试。");
      finish();
    });
    request.addEventListener("error", () => {
      refuse(item, "网络中断，文件没有送达。请检查网络后重新选择这个文件。");
      finish();
    });
    request.send(body);
  };

  const add = (files) => {
    const chosen = Array.from(files);
    if (!chosen.length) {
      status.textContent = "请先选择要核查的文件。";
      return;
    }
    if (chosen.length > mostFiles) {
      status.textContent = `一次最多提交 ${mostFiles} 个文件，请分几次提交。`;
      return;
    }
    if (!busy) {
      done = 0;
      total = 0;
    }
    for (const file of chosen) {
      total += 1;
      const item = line(file.name);
      if (file.size > mostBytes) {
        done += 1;
        refuse(item, `文件超过 ${mostBytes / 1024 / 1024} MB，没有上传。请压缩其中的图片后再试。`);
      } else {
        queue.push({ file, item });
      }
    }
    tell();
    button.disabled = queue.length > 0;
    input.value = "";
    showChosen();
    if (!busy) next();
  };

  const showChosen = () => {
    const names = Array.from(input.files, (file) => file.name);
    chosenLine.hidden = names.length === 0;
    chosenLine.textContent = `已选择 ${names.length} 个文件：${names.slice(0, 5).join("、")}${names.length > 5 ? " 等" : ""}`;
  };

  input.addEventListener("change", showChosen);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(input.files);
  });
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("drop-over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("drop-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("drop-over");
    add(event.dataTransfer.files);
  });
})();
