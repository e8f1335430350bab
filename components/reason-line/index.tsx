/** Why this piece stands here, under a short rule. Absent when there is no reason. */
export function ReasonLine({ text }: { text: string | undefined }) {
  return text ? <p className="reason">{text}</p> : null
}
