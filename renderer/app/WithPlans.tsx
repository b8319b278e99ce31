import { useState, type ReactNode } from 'react'
import { loadedLater } from '../contexts/loaded-later.tsx'

/** The catalogue of plans, for managers. */
export const plans = loadedLater(async () => (await import('../features/plans/PlansSheet.tsx')).PlansSheet)

interface WithPlansProps {
  /** The form, which is given what opens the catalogue. */
  children: (openPlans: () => void) => ReactNode
}

/** A form above which the catalogue opens: what was typed stays, and a plan that is added there can be chosen at once. */
export function WithPlans({ children }: WithPlansProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      {children(() => setIsOpen(true))}
      {isOpen && <plans.Content onClose={() => setIsOpen(false)} />}
    </>
  )
}
