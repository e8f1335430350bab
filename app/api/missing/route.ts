/** A picture that is not there: a plain 404, without a page around it. */
export const GET = (): Response => new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } })
