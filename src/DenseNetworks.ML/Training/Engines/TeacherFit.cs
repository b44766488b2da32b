namespace DenseNetworks.ML.Training;

/// <summary>Whether a network can teach another one.</summary>
internal static class TeacherFit
{
    /// <param name="teacher">The teacher, or null for none.</param>
    /// <param name="layout">The network to be trained.</param>
    /// <param name="columns">What it learns from.</param>
    /// <exception cref="InvalidOperationException">The teacher has other features or outputs.</exception>
    public static void Check(DenseNetwork? teacher, NetworkLayout layout, TrainingColumns columns)
    {
        if (teacher is null)
        {
            return;
        }

        if (teacher.HasBackgroundClass != columns.HasBackgroundClass)
        {
            throw new InvalidOperationException(teacher.HasBackgroundClass
                ? "The teacher of the distillation has a background class, but the network to be trained has none. Set BackgroundClass."
                : "The teacher of the distillation has no background class, but the network to be trained has one. Give a teacher " +
                    "that was trained with BackgroundClass.");
        }

        var (inputs, outputs) = (layout.Layers[0].Inputs, layout.Layers[^1].Outputs);
        if (teacher.InputSize != inputs || teacher.Layers[^1].OutputSize != outputs)
        {
            throw new InvalidOperationException(
                $"The teacher of the distillation takes {teacher.InputSize} values and gives {teacher.Layers[^1].OutputSize}, " +
                $"but the network to be trained takes {inputs} and gives {outputs}. Give a teacher that was trained on the same " +
                "features and classes.");
        }
    }
}
