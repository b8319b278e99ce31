import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import { Button } from '../../ui/Button.tsx'

interface ConnectReaderProps {
  kind: 'hid' | 'serial'
  onConnect: (kind: 'hid' | 'serial') => void
}

/** A way to add a reader; where this page cannot reach such readers, why not and what to do. */
export function ConnectReader({ kind, onConnect }: ConnectReaderProps) {
  const { t } = useTranslation()
  const { reaches } = useReaders()
  const reach = reaches[kind]
  if (reach !== 'possible') {
    return <p className="setup__hint">{t(`setUp.reach.${reach}`, { kind: t(`setUp.kind.${kind}`) })}</p>
  }
  return <Button onPress={() => onConnect(kind)}>{t(`setUp.connect.${kind}`)}</Button>
}
