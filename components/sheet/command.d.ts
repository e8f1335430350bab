import 'react'

// The invoker commands of HTML, which React passes through and its types do not know yet.
declare module 'react' {
  interface ButtonHTMLAttributes<T> {
    command?: 'show-modal' | 'close' | 'request-close'
    commandfor?: string
    /** Keeps the parameter in use: an interface is only merged when its parameters agree. */
    __element?: T
  }
}
