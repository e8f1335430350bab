import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { studioDoor, type StudioDoor } from '@/lib/studio/staff'

/**
 * Lets staff in. Who is not signed in is asked to be, and comes back here; to everybody else the studio is an unknown
 * page. Each page asks this by itself: a layout is not asked again when only the page below it is.
 */
export async function openStudio(): Promise<Extract<StudioDoor, { door: 'open' }>> {
  const asking = await studioDoor()
  if (asking.door === 'sign-in') redirect(`/sign-in?next=${encodeURIComponent(asking.request.url)}`)
  if (asking.door === 'closed') notFound()
  return asking
}
