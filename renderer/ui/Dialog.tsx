import { TbX } from 'react-icons/tb'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { Dialog as LabelledDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from './Button.tsx'
import { useOpenDialog } from './open-dialogs.ts'
import './dialog.css'

interface DialogProps {
  title: string
  /** sheet: beside the stage, for forms and lists; question: in the middle, for one decision. */
  kind?: 'sheet' | 'question'
  /** A sheet as wide as a table needs; it covers the stage. */
  isWide?: boolean
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/**
 * Something to finish or to leave before the page behind it goes on: Escape leaves, the page's own keys rest, and the
 * focus goes back to where it was.
 */
export function Dialog(props: DialogProps) {
  const { kind = 'sheet', isWide = false, onClose } = props
  useOpenDialog(onClose)
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={`ui-overlay ui-overlay--${kind}`}
    >
      <Modal className={`ui-dialog ui-dialog--${kind}${isWide ? ' ui-dialog--wide' : ''}`}>
        <LabelledDialog className="ui-dialog__content">
          <DialogBody {...props} kind={kind} />
        </LabelledDialog>
      </Modal>
    </ModalOverlay>
  )
}

function DialogBody({ title, kind, closeLabel, onClose, children }: DialogProps) {
  const body = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => body.current?.querySelector<HTMLElement>(FIRST_FOCUS)?.focus(), [])
  return (
    <div ref={body} className="ui-dialog__body">
      <div className="ui-dialog__top">
        <Heading slot="title" level={2} className="ui-dialog__title">
          {title}
        </Heading>
        {kind === 'sheet' && (
          <IconButton icon={<TbX className="ui-icon" />} label={closeLabel} onPress={onClose} />
        )}
      </div>
      {children}
    </div>
  )
}

/** What a person came for, rather than the cross that closes it; of several ways the one that is taken. */
const FIRST_FOCUS = 'input, textarea, .ui-dialog__top ~ * button:not([tabindex="-1"], [aria-checked="false"])'
