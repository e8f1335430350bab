import { redirect } from 'next/navigation'
import { openStudio } from './door'

/** The studio begins with its programme. */
export default async function StudioPage(): Promise<never> {
  await openStudio()
  redirect('/studio/programme')
}
