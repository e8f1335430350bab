import nodemailer, { type SendMailOptions } from 'nodemailer'
import { answerOf, firstLine, type Answer } from './answers'

/** A way to the mail server. */
export type Post = { send(mail: SendMailOptions): Promise<Answer>; close(): void }

/**
 * How long is waited, in milliseconds. The server's answer to a whole message is given two minutes: RFC 5321 (4.5.3.2.6)
 * wants ten of whoever delivers across the internet, since giving up too early makes copies; this is the house's own
 * server, which queues. `whole`: one attempt, however slowly the server goes on talking.
 */
export const PATIENCE = { connect: 10_000, greeting: 15_000, silence: 120_000, whole: 180_000 }

/** How many letters are on their way at once. */
export const CONNECTIONS = 3

/**
 * A pool of connections to `url` ("smtp://..." with STARTTLS where offered, "smtps://..."). With a password and another
 * machine TLS is demanded, unless the address says otherwise ("?requireTLS=false"). Nothing is sent twice by the pool
 * itself: what fails is told, and tried again by who knows how often it was.
 */
export function postOver(url: string, patience: typeof PATIENCE = PATIENCE): Post {
  const { username, hostname } = new URL(url)
  const options = {
    url,
    pool: true as const,
    maxConnections: CONNECTIONS,
    maxRequeues: 0,
    requireTLS: username !== '' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
  }
  const transport = nodemailer.createTransport(options)
  return {
    async send(mail) {
      let alarm: NodeJS.Timeout | undefined
      const tooLong = new Promise<never>((_, reject) => {
        alarm = setTimeout(() => reject(new Error('The mail server took too long')), patience.whole)
      })
      try {
        const { response } = await Promise.race([transport.sendMail(mail), tooLong])
        return { is: 'taken', said: firstLine(response) }
      } catch (error) {
        return answerOf(error)
      } finally {
        clearTimeout(alarm)
      }
    },
    close: () => transport.close(),
  }
}
