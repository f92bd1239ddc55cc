// Puts a text into the clipboard. Browsers give it to pages of https and of this machine alone; elsewhere the old command
// copies what is marked in a field.
export async function toClipboard(text, field) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, for instance while the window is not in front: the field may still do.
    }
  }
  field.focus();
  field.select();
  return field.value.trim() === text && document.execCommand("copy");
}
