import { useTranslation } from 'react-i18next'
import type { KnownReader } from '../../services/readers/reader.ts'

/** What a reader is called: its given name, or its kind where it has none. */
export function useReaderName(): (reader: Pick<KnownReader, 'name' | 'kind'>) => string {
  const { t } = useTranslation()
  return ({ name, kind }) => name || t(`setUp.kind.${kind}`)
}
