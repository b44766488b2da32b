namespace DenseNetworks.ML.Training;

/// <summary>
/// Divides the inputs of a layer among the workers by what they cost. In images of digits the pixels in the middle are
/// hardly ever zero and those at the border always are, so parts of equal size would keep all waiting for one.
/// </summary>
internal static class InputDivision
{
    // Moving the weights of an input by Adam takes as long as what so many rows add to their gradients; measured.
    private const double CostOfMoving = 6;

    /// <param name="densities">The share of rows in which each input is not zero.</param>
    /// <param name="batchSize">The number of rows of a step.</param>
    /// <param name="workers">The number of workers.</param>
    /// <returns>One part for each worker; together they are all inputs.</returns>
    public static WorkerPart[] Divide(ReadOnlySpan<double> densities, int batchSize, int workers)
    {
        var total = 0.0;
        foreach (var density in densities)
        {
            total += Cost(density);
        }

        var parts = new WorkerPart[workers];
        var (input, done) = (0, 0.0);
        for (var worker = 0; worker < workers; worker++)
        {
            var start = input;
            var goal = total * (worker + 1) / workers;
            while (input < densities.Length && (worker == workers - 1 || done + (Cost(densities[input]) / 2) < goal))
            {
                done += Cost(densities[input]);
                input++;
            }

            parts[worker] = new WorkerPart(start, input - start);
        }

        return parts;

        double Cost(double density) => CostOfMoving + (density * batchSize);
    }
}
