import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { TEST_CODE } from '../../services/readers/learn-profile.ts'
import type { TestPictures } from './draw-test-code.ts'

/** The sheet of paper with the test code; seen on paper only. */
export function PrintSheet({ pictures }: { pictures: TestPictures }) {
  const { t } = useTranslation()
  return createPortal(
    <div className="setup-paper" aria-hidden="true">
      <p className="setup-paper__title">{t('setUp.paperTitle')}</p>
      <p>{t('setUp.paperHint')}</p>
      <img className="setup-paper__bars" src={pictures.bars} alt="" />
      <img className="setup-paper__qr" src={pictures.qr} alt="" />
      <p className="setup-paper__code" dir="ltr">
        {TEST_CODE}
      </p>
    </div>,
    document.body,
  )
}
