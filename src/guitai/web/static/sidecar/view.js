// What the page shows: Alpine's store "sidecar".
import { lines, offered } from "../desk/verdict.js";
import { word } from "../desk/words.js";
import { emptyQuestions } from "./questions.js";
import { emptyTodos } from "./todos.js";

const NO_CASE = { number: 0, kind: "", asks: "", turn: "", text: "", due: "", level: "", url: "" };
const NO_DISPATCH = { words: "", text: "", late: false, query: "", phone: "" };

export function makeView() {
  return {
    pasted: "",
    lines: [],
    found: [],
    foundAt: 0,
    nobody: false,
    buyer: null,
    orders: [],
    order: null,
    caseKind: "",
    caseSaid: "",
    caseBusy: false,
    product: null,
    proactive: false,
    said: [],
    query: "",
    finds: [],
    findAt: 0,
    searched: false,
    finding: false,
    asked: [],
    questions: emptyQuestions(),
    todos: emptyTodos(),
    text: "",
    phrases: [],
    check: { state: "none", text: "", verdict: null },
    verdict: null,
    confirmed: [],
    held: "",
    asking: false,
    note: "",
    problem: "",
    busy: false,

    // While a changed text is being checked, what was found before still stands.
    showCheck(check) {
      this.check = check;
      if (check.state !== "asking") this.verdict = check.verdict;
    },

    get findings() {
      return this.verdict ? lines(this.verdict) : [];
    },

    get safe() {
      return this.verdict ? offered(this.verdict.findings) : null;
    },

    get heldText() {
      return this.held ? word(`stays_${this.held}`) : "";
    },

    // What is said of a draft in which nothing was found so far.
    get checkText() {
      if (this.findings.length > 0) return "";
      return { known: word("check_passed"), asking: word("check_asking") }[this.check.state] || "";
    },

    get unchecked() {
      const { state, reason } = this.check;
      return state === "unknown" && !this.problem ? `${word("check_unknown")} ${reason}` : "";
    },

    get orderAtHand() {
      return this.orders.find((each) => each.id === this.order) || null;
    },

    // What the buyer is told who asks how far the order is.
    get dispatch() {
      return (this.orderAtHand && this.orderAtHand.dispatch) || NO_DISPATCH;
    },

    // What went wrong with it, if somebody looks after that already.
    get caseAtHand() {
      return (this.orderAtHand && this.orderAtHand.case) || NO_CASE;
    },

    // Who was chosen: a buyer, or an order whose buyer the platform does not tell.
    get who() {
      if (this.buyer) return this.buyer.name;
      return this.orderAtHand ? this.orderAtHand.number : "";
    },

    get account() {
      return this.buyer && this.buyer.account !== this.buyer.name ? this.buyer.account : "";
    },

    severityWord(severity) {
      return word(`severity_${severity}`);
    },

    foundBy(each) {
      return word(`found_${each.by}`);
    },

    stateWord(each) {
      return word(`asked_${each.state}`);
    },
  };
}
