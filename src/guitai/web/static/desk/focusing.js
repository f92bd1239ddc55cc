// Focus for what is just being shown: Alpine shows it within the next frame, and nothing hidden takes the focus.
export function focusWhenShown(id) {
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(id).focus()));
}
