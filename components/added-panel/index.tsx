'use client'

import { AddForm, type AddFormProps } from '@/components/add-form'
import { LineInfo } from '@/components/cart-line/info'
import type { PictureSet } from '@/components/picture'
import { ReasonLine } from '@/components/reason-line'
import { Sheet } from '@/components/sheet'
import { useShown } from '@/components/sheet/shown'

/** Finished words and pictures of one addition; an action returns it, so it is plain data. */
export type AddedContent = {
  /** Different for every addition: the panel opens once for each. */
  token: string
  title: string
  close: string
  line: AddedLine
  /** The piece that goes with it; absent when there is none. */
  complement?: AddedLine & { title: string; href: string; reason?: string; add: Omit<AddFormProps, 'action' | 'wide'> }
  subtotal: { label: string; amount: string }
  cart: { href: string; label: string }
  /** The button that only closes; desktop only. */
  keepLooking: string
}

type AddedLine = { picture: PictureSet; house: string; name: string; variant: string; price: string }

export type AddedPanelProps = { added: AddedContent; addAction: AddFormProps['action'] }

/** What was added and the one piece that goes with it. Opens itself; open in the HTML when there is no script. */
export function AddedPanel({ added, addAction }: AddedPanelProps) {
  const { token, title, close, line, complement, subtotal, cart, keepLooking } = added
  const dialog = useShown(token, '.journeybar')

  return (
    <Sheet
      ref={dialog}
      id="added"
      title={title}
      close={close}
      open
      footer={
        <>
          <p className="priceline num pb-2">
            <span>{subtotal.label}</span>
            <span className="font-medium">{subtotal.amount}</span>
          </p>
          <a className="btn full" href={cart.href}>
            {cart.label}
          </a>
          <form method="dialog" className="keep-looking">
            <button className="btn line full">{keepLooking}</button>
          </form>
        </>
      }
    >
      <div role="status">
        <LineInfo {...line} size={96} />
      </div>
      {complement && (
        <>
          <hr className="border-line" />
          <div className="grid gap-4">
            <h3 className="display d28">{complement.title}</h3>
            <LineInfo {...complement} size={136}>
              <ReasonLine text={complement.reason} />
            </LineInfo>
            <AddForm action={addAction} wide {...complement.add} />
          </div>
        </>
      )}
    </Sheet>
  )
}
