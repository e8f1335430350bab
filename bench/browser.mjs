// @ts-check

/** A person's browser: others are taken for crawlers, of which the shop learns nothing. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

/** A browser without a script: it keeps cookies, reads pages and sends their forms. */
export class Browser {
  /** @type {Map<string, string>} */
  #cookies = new Map()

  /** @param {string} shop its address */
  constructor(shop) {
    this.shop = shop
  }

  /** The headers of a request as it stands. @returns {Record<string, string>} */
  get headers() {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { 'user-agent': USER_AGENT, 'accept-encoding': 'gzip', accept: 'text/html', ...(cookie ? { cookie } : {}) }
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   * @returns {Promise<string>} the page's HTML
   */
  async open(path, init = {}) {
    const headers = { ...this.headers, ...init.headers }
    const answer = await fetch(new URL(path, this.shop), { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const html = await answer.text()
    const location = answer.headers.get('location')
    if (location) return this.open(location)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${html.slice(0, 200)}`)
    return html
  }

  /**
   * Sends the first form of a page that holds some text, as a browser without a script does: what is hidden in it goes
   * along.
   *
   * @param {string} path
   * @param {string} holds
   * @param {Record<string, string>} [fields] what the person fills in
   */
  async submit(path, holds, fields = {}) {
    const html = await this.open(path)
    const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((each) => each.includes(holds))
    if (!form) throw new Error(`${path} has no form that holds ${holds}`)
    const body = new FormData()
    for (const input of form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []) {
      const read = (/** @type {string} */ name) => unescape(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
      body.set(read('name'), read('value'))
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    return this.open(path, { method: 'POST', body, headers: { origin: new URL(this.shop).origin } })
  }
}

/** @param {string} text as HTML writes it in an attribute */
const unescape = (text) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
