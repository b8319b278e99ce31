import { useTranslation } from 'react-i18next'
import { formatRow } from '../../i18n/format.ts'
import type { ReaderProfile } from '../../services/scanner/reader-profile.ts'

/** How a keyboard reader types, in words: layout, what ends a code, what stands around it. */
export function useProfileWords(): (profile: ReaderProfile) => string {
  const { t, i18n } = useTranslation()
  return ({ layout, ends, prefix, suffix }) =>
    formatRow(
      [
        t(`setUp.layout.${layout}`),
        t(`setUp.ends.${ends}`),
        prefix === '' ? '' : t('setUp.prefix', { text: prefix }),
        suffix === '' ? '' : t('setUp.suffix', { text: suffix }),
      ],
      i18n.language,
    )
}
