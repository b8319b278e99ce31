import './ui.css'

interface RowButtonProps {
  children: string
  /** Says more than the words on the button, for those who do not see what stands beside it. */
  label: string
  isDisabled: boolean
  onPress: () => void
}

/**
 * A button in a row of a long list, as the browser makes it: while five thousand rows are scrolled, each of the library's
 * would cost as much as the rest of its row.
 */
export function RowButton({ children, label, isDisabled, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      className="ui-button ui-button--small"
      aria-label={label}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
