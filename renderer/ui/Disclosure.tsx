import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure as Folded, DisclosurePanel } from 'react-aria-components/Disclosure'
import './disclosure.css'
import './ui.css'

interface DisclosureProps {
  /** The words on the button that shows it. */
  label: string
  /** What stands beside the button. */
  beside: ReactNode
  children: ReactNode
}

/** What is seldom needed, behind a button that says whether it is shown. */
export function Disclosure({ label, beside, children }: DisclosureProps) {
  return (
    <Folded className="ui-disclosure">
      <div className="ui-disclosure__top">
        {beside}
        <Button slot="trigger" className="ui-button">
          {label}
        </Button>
      </div>
      <DisclosurePanel className="ui-disclosure__panel">{children}</DisclosurePanel>
    </Folded>
  )
}
