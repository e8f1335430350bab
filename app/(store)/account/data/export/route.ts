import { redirect, unstable_rethrow } from 'next/navigation'
import { logFault } from '@/lib/core/log'
import { ownContext } from '@/lib/flows/context'
import { exportOf } from '@/lib/flows/export-data'
import { refusedAt } from '@/lib/flows/viewing-words'

/**
 * All that is kept of whoever asks, as a JSON file: the signed-in customer's own, else this browser's. Sent piece by
 * piece, so that ten years take no more memory than a day. docs/privacy.md has the format.
 */
export async function GET(): Promise<Response> {
  try {
    const ctx = await ownContext()
    // Staff sees the page as a customer does, and takes nothing of theirs along.
    if (ctx.viewing) redirect(refusedAt('/account/data'))
    const pieces = exportOf(ctx)
    // What fails at the first piece is still answered as a failure; later the file ends where it is.
    const first = await pieces.next()
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        if (!first.done) controller.enqueue(encoder.encode(first.value))
      },
      async pull(controller) {
        try {
          const { value, done } = await pieces.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          logFault('export: the file was cut short', error)
          controller.error(error)
        }
      },
      async cancel() {
        await pieces.return(undefined)
      },
    })
    return new Response(body, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="sorento-my-data.json"',
        'cache-control': 'private, no-store',
      },
    })
  } catch (error) {
    unstable_rethrow(error)
    logFault('export: not written', error)
    return Response.json(
      { message: 'Your data could not be read just now. Try again in a while.' },
      { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } },
    )
  }
}
