package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void questionsAskedTogetherHaveTheStepsOfQuestionsAskedOneAfterTheOther() {
        for (int steps = 0; steps < 60; steps++) {
            Work together = new Work(steps);
            Work alone = new Work(steps);
            List<Integer> questions = IntStream.range(0, 20).boxed().toList();

            List<String> answers = together.each(questions, each -> 4 + each % 2, WorkTest::answer);

            assertThat(answers)
                    .as("with %d steps", steps)
                    .isEqualTo(questions.stream()
                            .map(each -> {
                                Work part = alone.part(4 + each % 2);
                                String answer = answer(each, part);
                                alone.giveBack(part);
                                return answer;
                            })
                            .toList());
            assertThat(together.isDone()).isEqualTo(alone.isDone());
        }
    }

    private static String answer(int question, Work work) {
        try {
            work.spend(question % 6);
            return question + " answered";
        } catch (Work.ExhaustedException limit) {
            return question + " left open";
        }
    }
}
