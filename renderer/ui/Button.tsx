import type { ReactNode } from 'react'
import { Button as PressableButton } from 'react-aria-components/Button'
import './ui.css'

interface ButtonProps {
  children: ReactNode
  /** The key that does the same, shown on the button; whoever shows it also listens for it. */
  keyHint?: string
  kind?: 'plain' | 'primary' | 'small'
  type?: 'button' | 'submit'
  /** Says more than the words on the button, for those who do not see what stands beside it. */
  label?: string
  isDisabled?: boolean
  /** It takes the focus when it appears, where what had it is gone. */
  autoFocus?: boolean
  onPress?: () => void
}

/** A button in words, with the key that does the same. */
export function Button(props: ButtonProps) {
  const { children, keyHint, kind = 'plain', type = 'button', label, isDisabled = false, onPress } = props
  return (
    <PressableButton
      type={type}
      className={kind === 'plain' ? 'ui-button' : `ui-button ui-button--${kind}`}
      {...(label !== undefined && { 'aria-label': label })}
      isDisabled={isDisabled}
      autoFocus={props.autoFocus ?? false}
      onPress={() => onPress?.()}
      render={(attributes) => <button {...attributes} aria-keyshortcuts={keyHint} />}
    >
      {keyHint !== undefined && <kbd className="ui-key">{keyHint}</kbd>}
      <span>{children}</span>
    </PressableButton>
  )
}

/** A button that shows only an icon; `label` says what pressing it does. */
export function IconButton({
  icon,
  label,
  keyHint,
  onPress,
}: {
  icon: ReactNode
  label: string
  keyHint?: string
  onPress: () => void
}) {
  return (
    <PressableButton
      className="ui-icon-button"
      aria-label={label}
      onPress={() => onPress()}
      render={(attributes) => <button {...attributes} aria-keyshortcuts={keyHint} title={label} />}
    >
      {icon}
    </PressableButton>
  )
}
