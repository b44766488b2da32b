using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Hosting;

/// <summary>Reads a section of the configuration, and names every fault in it at once.</summary>
internal static class Settings
{
    /// <exception cref="InvalidConfigurationException">A value is of another type, or out of its range.</exception>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        T options;
        try
        {
            options = configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidConfigurationException($"The configuration cannot be read. {e.Message}", e);
        }

        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new InvalidConfigurationException(string.Join(
                Environment.NewLine, faults.Select(fault => $"{section}:{fault.MemberNames.First()} in the configuration: {fault.ErrorMessage}")));
    }
}
