// The address says which tab and conversation are shown: the back key works, a link can be sent to the lead.
const TAB = "tab";
const CONVERSATION = "c";

export function fromAddress(search = location.search) {
  const given = new URLSearchParams(search);
  const id = Number(given.get(CONVERSATION));
  return { tab: given.get(TAB), conversation: Number.isInteger(id) && id > 0 ? id : null };
}

export function toAddress({ tab, conversation }) {
  const given = new URLSearchParams();
  if (tab !== "mine") given.set(TAB, tab);
  if (conversation) given.set(CONVERSATION, String(conversation));
  const search = given.toString() ? `?${given}` : location.pathname;
  if (search !== location.search && !(search === location.pathname && !location.search)) history.pushState(null, "", search);
}
