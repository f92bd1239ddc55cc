// Files on their way: shown at once, sent one after another, so that what the server shows is never older than before.
export class Uploads {
  #waiting = [];
  #sending = null;

  constructor({ send, row, most, words, arrived, changed }) {
    Object.assign(this, { send, row, most, words, arrived, changed });
  }

  get isBusy() {
    return this.#sending !== null || this.#waiting.length > 0;
  }

  add(files) {
    for (const file of files) {
      const row = this.row(file);
      if (file.size > this.most) {
        row.trouble(this.#fill(this.words.tooLarge, file));
        this.#refused.set(file, row);
      } else {
        row.state("waiting");
        this.#waiting.push({ file, row });
      }
    }
    this.changed();
    if (!this.#sending) return this.#next();
    return undefined;
  }

  // Takes a file off the list that is not being sent.
  drop(file) {
    const place = this.#waiting.findIndex((one) => one.file === file);
    if (place >= 0) this.#waiting.splice(place, 1)[0].row.gone();
    this.#refused.get(file)?.gone();
    this.#refused.delete(file);
    this.changed();
  }

  #refused = new Map();

  async #next() {
    while ((this.#sending = this.#waiting.shift() || null)) {
      const { file, row } = this.#sending;
      row.state("sending");
      try {
        const html = await this.send(file, (part) => {
          row.progress(part);
          if (part >= 1) row.state("looking");
        });
        row.gone();
        this.arrived(html);
      } catch {
        row.trouble(this.#fill(this.words.failed, file));
        this.#refused.set(file, row);
      }
    }
    this.changed();
  }

  #fill(sentence, file) {
    const megabytes = (bytes) => Math.floor(bytes / 1024 / 1024).toLocaleString("en");
    return sentence.replace("{file}", file.name).replace("{size}", megabytes(file.size)).replace("{most}", megabytes(this.most));
  }
}
