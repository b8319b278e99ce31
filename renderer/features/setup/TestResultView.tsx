import { TbAlertTriangle, TbCircleCheck } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useReaders } from '../../contexts/use-readers.ts'
import { TEST_CODE } from '../../services/readers/learn-profile.ts'
import { Button } from '../../ui/Button.tsx'
import { intoView } from '../../ui/into-view.ts'
import { useProfileWords } from './use-profile-words.ts'
import { useReaderName } from './use-reader-name.ts'
import type { TestResult } from './use-test-scan.ts'

/** Whether what was read is what was printed; for a reader that types, how it does, to be kept. */
export function TestResultView({ result }: { result: TestResult }) {
  const { t } = useTranslation()
  const nameOf = useReaderName()
  const { code, read, learned } = result
  const isUnread = learned !== null && 'problem' in learned
  const isRight = code === TEST_CODE && !isUnread
  const problem = isUnread ? learned.problem : 'different'
  const Icon = isRight ? TbCircleCheck : TbAlertTriangle
  return (
    <div
      ref={intoView}
      className={isRight ? 'setup__result' : 'setup__result setup__result--wrong'}
      data-testid="test-result"
    >
      <p role="status" className="setup__result-word">
        <Icon className="ui-icon" aria-hidden="true" />
        {isRight ? t('setUp.asPrinted') : t(`setUp.problem.${problem}`)}
      </p>
      <dl className="setup__facts">
        <dt>{t('setUp.printed')}</dt>
        <dd dir="ltr">{TEST_CODE}</dd>
        <dt>{t('setUp.decoded')}</dt>
        <dd data-testid="decoded" dir="ltr">
          {code === '' ? t('none') : code}
        </dd>
        <dt>{t('setUp.cameFrom')}</dt>
        <dd dir="auto">{read ? nameOf(read.reader) : t('setUp.kind.keyboard')}</dd>
      </dl>
      {learned && !isUnread && <Learned learned={learned} />}
    </div>
  )
}

function Learned({
  learned,
}: {
  learned: Exclude<NonNullable<TestResult['learned']>, { problem: unknown }>
}) {
  const { t } = useTranslation()
  const words = useProfileWords()
  const { parts, profile, isLearned } = useReaders()
  const isKept = isLearned && JSON.stringify(profile) === JSON.stringify(learned)
  return (
    <>
      <p>{words(learned)}</p>
      <p className="setup__hint">{t('setUp.gap', { ms: learned.maxKeyGapMs })}</p>
      {isKept ? (
        <p role="status">{t('setUp.kept')}</p>
      ) : (
        <Button kind="primary" autoFocus onPress={() => parts.learn(learned)}>
          {t('setUp.keep')}
        </Button>
      )}
    </>
  )
}
