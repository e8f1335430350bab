import { Button } from '@/components/button'
import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import { undoLinkAction } from '@/lib/flows/data-actions'
import type { Device } from '@/lib/flows/data-devices'

/** The browsers linked to a customer, each with a button that says that it was not them. */
export function Devices({ devices, say }: { devices: readonly Device[]; say: Say }) {
  const { t, date } = say
  const nameOf = ({ here, open }: Device) =>
    t(here ? 'data.devices.here' : open ? 'data.devices.open' : 'data.devices.closed')
  return (
    <Table
      label={t('data.devices.label')}
      columns={[
        { label: t('data.devices.browser') },
        { label: t('data.devices.first'), desk: true, whole: true },
        { label: t('data.devices.last'), whole: true },
        { label: t('data.devices.learned'), desk: true, whole: true },
        { label: t('data.devices.act'), hidden: true, right: true },
      ]}
      rows={devices.map((device) => ({
        key: device.linkId,
        cells: [
          nameOf(device),
          date(device.firstSeen),
          date(device.lastSeen),
          t('data.devices.facts', { count: device.facts }),
          <form key="undo" action={undoLinkAction}>
            <input type="hidden" name="link" value={device.linkId} />
            <Button
              line
              small
              aria-label={t('data.devices.undoLabel', { browser: nameOf(device), first: date(device.firstSeen) })}
            >
              {t('data.devices.undo')}
            </Button>
          </form>,
        ],
      }))}
    />
  )
}
