/** Decodes topic names from UTF-8. Keeps the last one, because a board repeats its topic and comparing bytes is cheaper than decoding. */
export class TopicNames {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private lastBytes = new Uint8Array();
  private lastName = '';

  name(bytes: Uint8Array): string {
    if (!this.isLast(bytes)) {
      this.lastBytes = bytes.slice();
      this.lastName = this.decoder.decode(bytes);
    }
    return this.lastName;
  }

  private isLast(bytes: Uint8Array): boolean {
    if (bytes.length !== this.lastBytes.length) return false;
    for (let i = 0; i < bytes.length; ++i) if (bytes[i] !== this.lastBytes[i]) return false;
    return true;
  }
}
