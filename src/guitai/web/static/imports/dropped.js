// What was dropped: files, and whether folders were among them, which browsers give as empty files.
export function droppedFiles(transfer) {
  const files = [];
  let folders = 0;
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
    if (entry && entry.isDirectory) folders += 1;
    else files.push(item.getAsFile());
  }
  return { files, folders };
}
