import 'server-only'

/** An answer that a browser saves, sent piece by piece. For staff alone: the caller has asked. */
export function csvFile(name: string, lines: Iterator<string>): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Some lines together: one at a time would be sent as so many pieces. */
export function* inPieces(lines: Iterable<string>, size = 500): Generator<string, void, void> {
  let piece = ''
  let count = 0
  for (const line of lines) {
    piece += line
    if (++count % size !== 0) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
