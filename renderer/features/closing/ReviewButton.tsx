import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayTell } from '../../contexts/use-occupancy.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { ReviewSheet } from './ReviewSheet.tsx'
import './closing.css'

/** Says that visits wait for review, and opens them; there only while some do, or while they are looked at. */
export function ReviewButton() {
  const { t } = useTranslation()
  const count = useDesk('stats')?.toReview ?? 0
  const { mayWork } = useMayTell()
  const [isOpen, setIsOpen] = useState(false)
  if (!mayWork) return null
  return (
    <>
      {count > 0 && (
        <button
          type="button"
          className="closing__badge"
          data-testid="to-review"
          onClick={() => setIsOpen(true)}
        >
          {t('closing.review.badge', { count })}
        </button>
      )}
      {isOpen && <ReviewSheet onClose={() => setIsOpen(false)} />}
    </>
  )
}
