import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A no in the server's words: `refuse(550, '5.1.1 No such user')`. */
export const refuse = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode })

export type Received = { raw: string; mail: ParsedMail; to: string[]; secure: boolean }

type Script = Omit<SMTPServerOptions, 'onRcptTo' | 'onData'> & {
  /** What is answered to a recipient; null or nothing: yes. */
  rcpt?: (address: string) => Error | null | Promise<Error | null>
  /** What is answered to a message that was handed over whole; it counts as received only where this is null. */
  data?: (received: Received) => Error | null | Promise<Error | null>
}

/** A mail server on loopback for the length of a test; without STARTTLS and passwords unless the script wants them. */
export async function givenServer({ rcpt, data, ...options }: Script = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    // Connections that a test left hanging end with it.
    closeTimeout: 200,
    ...options,
    onRcptTo: ({ address }, _, callback) => {
      void Promise.resolve(rcpt?.(address) ?? null).then(callback)
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const take = async () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          const to = session.envelope.rcptTo.map(({ address }) => address)
          const one = { raw, mail: await simpleParser(raw), to, secure: session.secure }
          const no = (await data?.(one)) ?? null
          if (!no) received.push(one)
          callback(no)
        }
        void take()
      })
    },
  })
  // Clients that give up break the connection: that is what some tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return { url: `smtp://127.0.0.1:${port}`, port, received, close }
}
