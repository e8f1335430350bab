/** The bytes of a body, unless there are more than `most`: then reading ends there, and null is answered. */
export async function readBytes(body: AsyncIterable<Uint8Array> | null, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    if ((size += chunk.length) > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
