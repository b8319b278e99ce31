import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { PhotoPicker } from '../../contexts/PhotoPicker.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

interface MemberPhotoProps {
  member: Pick<MemberDetails, 'id' | 'photo_url'>
}

/** Gives a member another photo, from the camera or a file, or takes it away. */
export function MemberPhoto({ member }: MemberPhotoProps) {
  const { id: memberId, photo_url } = member
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  return (
    <section className="member-sheet__part" aria-label={t('photo.title')}>
      <h3 className="ui-card__title">{t('photo.title')}</h3>
      <PhotoPicker
        isDisabled={isGoing}
        onPhoto={(image) => run(() => hub.call('photos.set', { memberId, image }))}
      >
        {photo_url !== null && (
          <Button
            kind="small"
            isDisabled={isGoing}
            onPress={() => run(() => hub.call('photos.remove', { memberId }))}
          >
            {t('photo.remove')}
          </Button>
        )}
      </PhotoPicker>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </section>
  )
}
