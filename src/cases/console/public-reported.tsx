import { Button, Result, Typography } from 'antd'
import { useWords } from '#console/kit/language.ts'
import { stringifySearch } from '#console/kit/search.rules.ts'
import { useGo } from '#console/kit/use-search.ts'

/** The code to follow a report by, large, with the advice to keep it. */
export function PublicReported({ made, onAnother }: { made: { followUpCode: string }; onAnother(): void }) {
  const { t } = useWords()
  const go = useGo()
  return (
    <Result
      status="success"
      title={t('cases:public.received')}
      subTitle={t('cases:public.keep-code')}
      extra={
        <div className="stack">
          <Typography.Text code copyable className="number public-code">
            {made.followUpCode}
          </Typography.Text>
          <Button
            type="primary"
            size="large"
            block
            onClick={() => go(`/public/follow${stringifySearch({ code: made.followUpCode })}`)}
          >
            {t('cases:public.follow')}
          </Button>
          <Button size="large" block onClick={onAnother}>
            {t('cases:public.another')}
          </Button>
        </div>
      }
    />
  )
}
