// What the buyer holds in their hands.

export function isPhone() {
  return matchMedia("(max-width: 600px)").matches;
}

// Without one, giving the text box the focus brings up a keyboard over half the talk.
export function hasMouse() {
  return matchMedia("(pointer: fine)").matches;
}
