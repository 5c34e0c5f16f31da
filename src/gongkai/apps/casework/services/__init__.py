"""What officers and applicants do with applications: one function an act (依申请公开服务)."""

from __future__ import annotations

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.ledger import CaseMovedError
from gongkai.apps.casework.paper_kinds import Paper, PaperRefusedError
from gongkai.apps.casework.services.act_letters import do_letter_outside, do_with_letters
from gongkai.apps.casework.services.applicants_own import (
    ask_record_correction,
    give_reasons,
    report_payment,
    suggest_publication,
    withdraw_own,
)
from gongkai.apps.casework.services.calendar import (
    adopt_calendar,
    adopt_local_calendar,
    check_local_notice,
    check_new_notice,
    load_holiday_notice,
    load_local_notice,
)
from gongkai.apps.casework.services.closing import (
    archive,
    close,
    make_public,
    receive_record_correction,
    receive_suggestion,
    reopen,
    settle_record_correction,
    withdraw,
)
from gongkai.apps.casework.services.consultation import (
    ask_organ,
    ask_third_party,
    hear_organ,
    hear_third_party,
    record_delivery_of_notice,
    tell_third_party,
)
from gongkai.apps.casework.services.correction import (
    ask_correction,
    lapse_correction,
    receive_correction,
    supply_correction,
)
from gongkai.apps.casework.services.decision import decide, deliver, deliver_together, send_letter
from gongkai.apps.casework.services.drafts import drop_draft, save_draft
from gongkai.apps.casework.services.fees import (
    lapse_fee,
    notify_fee,
    pay_fee,
    propose_fee,
    receive_payment_report,
    waive_fee,
)
from gongkai.apps.casework.services.intake import (
    REGISTER_SERIES,
    Taken,
    assign,
    confirm_receipt,
    keys_taken,
    reference_of,
    register,
    take_in,
    void_entry,
)
from gongkai.apps.casework.services.issuing import LETTER_SERIES
from gongkai.apps.casework.services.joint_answers import decide_together
from gongkai.apps.casework.services.outcome_rows import set_outcome_row
from gongkai.apps.casework.services.past import PastOutcome, take_in_past
from gongkai.apps.casework.services.privacy import (
    RETENTION_YEARS,
    erase_applicant,
    expired_cases,
    hand_out_code,
    is_over,
    reveal_applicant,
)
from gongkai.apps.casework.services.records import attach, log_search, log_talk, note
from gongkai.apps.casework.services.review import approve, pass_review, propose, return_proposal, return_review
from gongkai.apps.casework.services.splitting import split
from gongkai.apps.casework.services.stays import forbid_disclosure, lift_stay, stay_disclosure
from gongkai.apps.casework.services.terms import (
    approve_extension,
    ask_reasons,
    delay,
    extend,
    propose_extension,
    receive_reasons,
    return_extension,
)
from gongkai.apps.casework.services.together import JUDGING, Together, archive_many, assign_many, judge_many

__all__ = (
    "JUDGING",
    "LETTER_SERIES",
    "REGISTER_SERIES",
    "RETENTION_YEARS",
    "ApplicantForm",
    "CaseMovedError",
    "Paper",
    "PaperRefusedError",
    "PastOutcome",
    "RequestForm",
    "Taken",
    "Together",
    "adopt_calendar",
    "adopt_local_calendar",
    "approve",
    "approve_extension",
    "archive",
    "archive_many",
    "ask_correction",
    "ask_organ",
    "ask_reasons",
    "ask_record_correction",
    "ask_third_party",
    "assign",
    "assign_many",
    "attach",
    "check_local_notice",
    "check_new_notice",
    "close",
    "confirm_receipt",
    "decide",
    "decide_together",
    "delay",
    "deliver",
    "deliver_together",
    "do",
    "do_letter_outside",
    "do_with_letters",
    "drop_draft",
    "erase_applicant",
    "expired_cases",
    "extend",
    "forbid_disclosure",
    "give_reasons",
    "hand_out_code",
    "hear_organ",
    "hear_third_party",
    "is_over",
    "judge_many",
    "keys_taken",
    "lapse_correction",
    "lapse_fee",
    "lift_stay",
    "load_holiday_notice",
    "load_local_notice",
    "log_search",
    "log_talk",
    "make_public",
    "note",
    "notify_fee",
    "pass_review",
    "pay_fee",
    "propose",
    "propose_extension",
    "propose_fee",
    "receive_correction",
    "receive_payment_report",
    "receive_reasons",
    "receive_record_correction",
    "receive_suggestion",
    "record_delivery_of_notice",
    "reference_of",
    "register",
    "reopen",
    "report_payment",
    "return_extension",
    "return_proposal",
    "return_review",
    "reveal_applicant",
    "save_draft",
    "send_letter",
    "set_outcome_row",
    "settle_record_correction",
    "split",
    "stay_disclosure",
    "suggest_publication",
    "supply_correction",
    "take_in",
    "take_in_past",
    "tell_third_party",
    "void_entry",
    "waive_fee",
    "withdraw",
    "withdraw_own",
)
