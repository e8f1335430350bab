import { createHash } from 'node:crypto'

const SMALLEST = 1 << 10

/**
 * Remembers texts by key without keeping them: 16 bytes for each, some twenty to thirty with room to grow, so that a
 * million fit where their words would not. Two keys are taken for one with a chance of one in 2^64 for each pair.
 */
export class Fingerprints {
  // Of each slot the key's 64 bits and the text's; all zero: free.
  #slots = new Uint32Array(SMALLEST * 4)
  #count = 0

  get size(): number {
    return this.#count
  }

  /** Whether the key is new; else whether it came with the same text before. The first text stays. */
  add(key: string, text = ''): 'new' | 'same' | 'other' {
    if ((this.#count + 1) * 4 > this.#slots.length * 0.7) this.#grow()
    const [a, b] = print(key)
    const [c, d] = print(text)
    const at = this.#slotOf(a, b)
    if (this.#slots[at] !== 0 || this.#slots[at + 1] !== 0) {
      return this.#slots[at + 2] === c && this.#slots[at + 3] === d ? 'same' : 'other'
    }
    this.#slots.set([a, b, c, d], at)
    this.#count++
    return 'new'
  }

  /** Where the key is, or would be put. */
  #slotOf(a: number, b: number): number {
    const slots = this.#slots
    for (let at = (a % (slots.length / 4)) * 4; ; at = (at + 4) % slots.length) {
      const free = slots[at] === 0 && slots[at + 1] === 0
      if (free || (slots[at] === a && slots[at + 1] === b)) return at
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 4) {
      const [a = 0, b = 0] = old.subarray(at, at + 2)
      if (a !== 0 || b !== 0) this.#slots.set(old.subarray(at, at + 4), this.#slotOf(a, b))
    }
  }
}

/** The first 64 bits of SHA-256, never all zero. */
function print(text: string): [number, number] {
  const digest = createHash('sha256').update(text).digest()
  return [digest.readUInt32LE(0) || 1, digest.readUInt32LE(4)]
}
