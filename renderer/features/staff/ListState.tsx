import { useTranslation } from 'react-i18next'

interface ListStateProps {
  isLoading: boolean
  isAway: boolean
  /** What to say of an empty list; null where it has something. */
  empty: string | null
}

/** Says why a list shows nothing, or may be old. */
export function ListState({ isLoading, isAway, empty }: ListStateProps) {
  const { t } = useTranslation()
  if (isAway) return <p className="ui-error">{t('refused.unreachable')}</p>
  if (isLoading) return <p role="status">{t('signIn.asking')}</p>
  return empty === null ? null : <p className="ui-empty">{empty}</p>
}
