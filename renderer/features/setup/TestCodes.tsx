import { useTranslation } from 'react-i18next'
import type { TestPictures } from './draw-test-code.ts'

/** The test code on the screen, for readers that read from one. It has its place before it is drawn: nothing moves when it comes. */
export function TestCodes({ pictures }: { pictures: TestPictures | null }) {
  const { t } = useTranslation()
  return (
    <div className="setup__codes">
      {pictures && (
        <>
          <img className="setup__bars" src={pictures.bars} alt={t('setUp.barsAlt')} />
          <img className="setup__qr" src={pictures.qr} alt={t('setUp.qrAlt')} />
        </>
      )}
    </div>
  )
}
