// A button beside something to copy; where the browser keeps the clipboard to itself (plain http), the text is marked instead.
export function copying() {
  return {
    async copy() {
      const { text } = this.$refs;
      getSelection().selectAllChildren(text);
      if (!navigator.clipboard) return;
      await navigator.clipboard.writeText(text.textContent);
      this.$store.toasts.say(this.$root.dataset.copied);
    },
  };
}
