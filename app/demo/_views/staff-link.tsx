import { openAsStaffAction } from '@/lib/demo/actions'
import { staffPath, type StaffPage } from '@/lib/demo/staff-pages'

export type StaffLinkProps = { page: StaffPage; simulated?: string | null; staff: boolean; label: string }

/** The way to a page of the studio: a link for staff, and for everybody else a button that becomes Staff first. */
export function StaffLink({ page, simulated = null, staff, label }: StaffLinkProps) {
  if (staff) {
    return (
      <a className="link alone caption" href={staffPath(page, simulated)}>
        {label}
      </a>
    )
  }
  return (
    <form action={openAsStaffAction}>
      <button className="link alone caption" name="page" value={page}>
        {label}
      </button>
    </form>
  )
}
