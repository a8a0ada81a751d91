package landfall.http;

/** Problems of single items of a call that goes on all the same. */
public final class ItemProblems {

    private ItemProblems() {}

    /**
     * What the item's caller is told; a defect is logged under the problem's error id.
     *
     * @param path of the call
     */
    public static Problem of(Throwable thrown, String method, String path, CallIds ids) {
        return ProblemAnswers.problem(Problems.classify(thrown), method, path, ids);
    }
}
