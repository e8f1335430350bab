'use client'

import { useFormStatus } from 'react-dom'
import { Button } from '@/components/button'

/** Sends the form around it, and cannot be pressed again while that is under way. */
export function SendButton({ label, pending }: { label: string; pending: string }) {
  const { pending: isPending } = useFormStatus()
  return <Button disabled={isPending}>{isPending ? pending : label}</Button>
}
