import { createHash, createHmac } from "node:crypto";

/** SHA-256 and its HMAC in the shape that the JavaScript SDK's signer takes. */
export class Sha256 {
  #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = secret instanceof ArrayBuffer ? new Uint8Array(secret) : secret;
    this.#hash = key === undefined ? createHash("sha256") : createHmac("sha256", viewOf(key));
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

function viewOf(key: string | ArrayBufferView): string | Uint8Array {
  return typeof key === "string" ? key : new Uint8Array(key.buffer, key.byteOffset, key.byteLength);
}
