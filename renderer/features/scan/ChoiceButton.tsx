interface ChoiceButtonProps {
  name: string
  /** What tells them from others of the name. */
  more: string
  isDisabled: boolean
  /** Where it is what comes next: whoever has typed goes on by Enter. */
  isNext?: boolean
  onPress: () => void
}

const focus = (button: HTMLButtonElement | null): void => button?.focus()

/** Somebody in a list of people to choose from. */
export function ChoiceButton({ name, more, isDisabled, isNext = false, onPress }: ChoiceButtonProps) {
  return (
    <button
      type="button"
      className="fix-it__choice"
      disabled={isDisabled}
      ref={isNext ? focus : undefined}
      onClick={onPress}
    >
      <span className="fix-it__choice-name" dir="auto">
        {name}
      </span>
      <span className="fix-it__choice-more" dir="auto">
        {more}
      </span>
    </button>
  )
}
