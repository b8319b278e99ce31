import { TbMessages } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useHandover } from '../../contexts/WebSocketContext.tsx'
import { CountedButton } from '../../ui/CountedButton.tsx'
import { KEYS } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'
import { useOnScreen } from './use-on-screen.ts'

/** Opens the messages, and says how many are on the screen. */
export function MessagesButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation()
  const { handover } = useHandover()
  const count = useOnScreen().length + (handover?.isRead === false ? 1 : 0)
  useKey(KEYS.messages, onPress)
  return (
    <CountedButton
      icon={<TbMessages className="ui-icon" />}
      label={count === 0 ? t('messages.open') : t('messages.openNew', { count })}
      keyHint={KEYS.messages}
      count={count}
      tone="accent"
      onPress={onPress}
    />
  )
}
