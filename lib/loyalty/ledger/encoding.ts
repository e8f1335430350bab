import { isUtf8 } from 'node:buffer'

/** A file that cannot be read, or not any further; the message says where and what to do. */
export class FileFault extends Error {}

const NEWLINE = 0x0a

/**
 * Hands chunks on as they are, as long as they are UTF-8. Throws a `FileFault` with the line of the first bytes that are
 * not; nothing of that chunk was handed on then.
 */
export async function* utf8Only(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let line = 1
  let first = true
  // The beginning of a character whose other bytes come with the next chunk.
  let open: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const all = open.length > 0 ? Buffer.concat([open, chunk]) : chunk
    if (first) refuseUtf16(all)
    first = false
    const closed = all.length - openBytes(all)
    if (!isUtf8(all.subarray(0, closed))) throw notUtf8(line + badLine(all.subarray(0, closed)))
    open = Buffer.from(all.subarray(closed))
    line += newlinesIn(chunk)
    yield chunk
  }
  if (open.length > 0) throw notUtf8(line)
}

function refuseUtf16([one, two]: Buffer): void {
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) {
    throw new FileFault('The file is UTF-16, not UTF-8. Save it as "CSV UTF-8", or: iconv -f UTF-16 -t UTF-8')
  }
}

const notUtf8 = (line: number) =>
  new FileFault(
    `Line ${line} is not UTF-8. Save the file as "CSV UTF-8", or convert it from what it is: ` +
      'iconv -f WINDOWS-1250 -t UTF-8',
  )

/** How many bytes at the end begin a character that they do not complete: 0 to 3. */
function openBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? back : 0
  }
  return 0
}

/** The line, counted from 0, that holds the first bytes which are not UTF-8. */
function badLine(bytes: Buffer): number {
  let from = 0
  for (let line = 0; ; line++) {
    const end = bytes.indexOf(NEWLINE, from)
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
}

function newlinesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}
