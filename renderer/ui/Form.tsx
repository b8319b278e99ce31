import type { ReactNode } from 'react'

interface FormProps {
  className: string
  /** Sent by its button, or by Enter in a field. */
  onSubmit: () => void
  children: ReactNode
}

/** A form that stays on its page: what is wrong in it we say ourselves, in the page's language. */
export function Form({ className, onSubmit, children }: FormProps) {
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
