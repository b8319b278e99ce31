import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { intoView } from '../../ui/into-view.ts'
import { PrintSheet } from './PrintSheet.tsx'
import { RawKeys } from './RawKeys.tsx'
import { TestCodes } from './TestCodes.tsx'
import { TestResultView } from './TestResultView.tsx'
import { useTestPictures } from './use-test-pictures.ts'
import { useTestScan } from './use-test-scan.ts'

/** Scans the printed test code and shows what really came: keys, times, layout and the code that was read. */
export function TestScan() {
  const { t } = useTranslation()
  const { isListening, keys, result, start, stop } = useTestScan()
  const pictures = useTestPictures()
  return (
    <section className="setup__part" aria-labelledby="setup-test">
      <h3 id="setup-test" className="setup__heading">
        {t('setUp.test')}
      </h3>
      <p className="setup__hint">{t('setUp.testHint')}</p>
      <TestCodes pictures={pictures} />
      <div className="ui-actions">
        <Button onPress={() => window.print()}>{t('setUp.print')}</Button>
        {isListening ? (
          <Button onPress={stop}>{t('setUp.stopTest')}</Button>
        ) : (
          <Button kind="primary" onPress={start}>
            {t(result ? 'setUp.testAgain' : 'setUp.startTest')}
          </Button>
        )}
      </div>
      <div role="status" className="setup__listening">
        {isListening && <p ref={intoView}>{t('setUp.listening')}</p>}
      </div>
      {result && <TestResultView result={result} />}
      {keys.length > 0 && <RawKeys keys={keys} />}
      {pictures && <PrintSheet pictures={pictures} />}
    </section>
  )
}
