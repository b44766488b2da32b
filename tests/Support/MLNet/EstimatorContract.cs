using Microsoft.ML;

namespace Testing;

/// <summary>What ML.NET asks of every estimator and of the transformer it gives.</summary>
internal static class EstimatorContract
{
    /// <param name="ml">The context of the data.</param>
    /// <param name="estimator">What is checked.</param>
    /// <param name="data">Fit for the estimator.</param>
    /// <param name="unfitForTraining">What the estimator must refuse; the transformer may take it.</param>
    /// <param name="unfit">What the estimator and the transformer must refuse.</param>
    public static void Check(
        MLContext ml, IEstimator<ITransformer> estimator, IDataView data, IDataView[] unfitForTraining, IDataView[] unfit)
    {
        var promised = estimator.GetOutputSchema(Schemas.ShapeOf(data.Schema));
        var transformer = estimator.Fit(data);
        var (loaded, loadedSchema) = SaveAndLoad(ml, transformer, data.Schema);

        Schemas.Describe(loadedSchema).Should().Equal(Schemas.Describe(data.Schema));
        foreach (var subject in new[] { transformer, loaded })
        {
            var schema = subject.GetOutputSchema(data.Schema);
            Schemas.Describe(Schemas.ShapeOf(schema)).Should().Equal(Schemas.Describe(promised));
            Schemas.Describe(subject.Transform(data).Schema).Should().Equal(Schemas.Describe(schema));

            subject.IsRowToRowMapper.Should().BeTrue();
            var mapper = subject.GetRowToRowMapper(data.Schema);
            mapper.InputSchema.Should().BeSameAs(data.Schema);
            Schemas.Describe(mapper.OutputSchema).Should().Equal(Schemas.Describe(schema));
        }

        foreach (var bad in unfitForTraining.Concat(unfit))
        {
            estimator.Invoking(e => e.GetOutputSchema(Schemas.ShapeOf(bad.Schema))).Should().Throw<ArgumentOutOfRangeException>();
            estimator.Invoking(e => e.Fit(bad)).Should().Throw<ArgumentOutOfRangeException>();
        }

        foreach (var bad in unfit)
        {
            CheckRefuses(transformer, bad);
            CheckRefuses(loaded, bad);
        }
    }

    public static (ITransformer Transformer, DataViewSchema InputSchema) SaveAndLoad(
        MLContext ml, ITransformer transformer, DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(transformer, inputSchema, stream);
        stream.Position = 0;
        return (new MLContext().Model.Load(stream, out var loadedSchema), loadedSchema);
    }

    private static void CheckRefuses(ITransformer transformer, IDataView bad)
    {
        transformer.Invoking(t => t.GetOutputSchema(bad.Schema)).Should().Throw<ArgumentOutOfRangeException>();
        transformer.Invoking(t => t.Transform(bad)).Should().Throw<ArgumentOutOfRangeException>();
        transformer.Invoking(t => t.GetRowToRowMapper(bad.Schema)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
