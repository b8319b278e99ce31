import { IconX } from '@tabler/icons-react'
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { IconButton } from './Button.tsx'
import './dialog.css'

interface DialogProps {
  title: string
  /** sheet: beside the stage, for forms and lists; question: in the middle, for one decision. */
  kind?: 'sheet' | 'question'
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/**
 * Something to finish or to leave before the page behind it goes on: Escape leaves, the page's own keys rest, and the
 * focus goes back to where it was.
 */
export function Dialog({ title, kind = 'sheet', closeLabel, onClose, children }: DialogProps) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed before it leaves the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>(FIRST_FOCUS)?.focus()
    return () => shown?.close()
  }, [])
  return createPortal(
    <dialog
      ref={dialog}
      className={`ui-dialog ui-dialog--${kind}`}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="ui-dialog__body">
        <div className="ui-dialog__top">
          <h2 id={titleId} className="ui-dialog__title">
            {title}
          </h2>
          {kind === 'sheet' && (
            <IconButton icon={<IconX className="ui-icon" />} label={closeLabel} onPress={onClose} />
          )}
        </div>
        {children}
      </div>
    </dialog>,
    document.body,
  )
}

/** What a person came for, rather than the cross that closes it. */
const FIRST_FOCUS = 'input, select, .ui-dialog__top ~ * button'
